# SPDX-License-Identifier: MIT
# Completes the command line of TMSS10Responder for fish.

complete -c TMSS10Responder -f

complete -c TMSS10Responder -s P -l port -x -d 'Port (default 5000); 0 takes a free one'
complete -c TMSS10Responder -l listen -x -d 'Local address to listen on; may be repeated'
complete -c TMSS10Responder -s k -l key-file -r -F -d 'Site key (default: open mode)'
complete -c TMSS10Responder -l max-connections -x -d 'More get a busy greeting (default 10000)'
complete -c TMSS10Responder -l idle-timeout -x -d 'Seconds until an idle connection is closed (default 600)'
complete -c TMSS10Responder -s q -d 'Log starts and failures only'
complete -c TMSS10Responder -s v -d 'Log every connection and request'
complete -c TMSS10Responder -s V -l version -d 'Show the version and stop'
complete -c TMSS10Responder -s h -l help -d 'Show help and stop'
