# SPDX-License-Identifier: MIT
# Completes the command line of TMSS10Responder for fish.

complete -c TMSS10Responder -f

complete -c TMSS10Responder -s P -l port -x -d 'Port (default 5000); 0 takes a free one'
complete -c TMSS10Responder -l listen -x -d 'Local address to listen on; may be repeated'
complete -c TMSS10Responder -l threads -x -d 'Threads that answer (default 1); 0: one for each processor'
complete -c TMSS10Responder -s k -l key-file -r -F -d 'Site key (default: open mode)'
complete -c TMSS10Responder -l max-connections -x -d 'More get a busy greeting (default 10000)'
complete -c TMSS10Responder -l max-per-address -x -d 'The same of one address (default 1000)'
complete -c TMSS10Responder -l max-unfinished -x -d 'Connections that have not proved to be real'
complete -c TMSS10Responder -l max-unfinished-per-address -x -d 'The same of one address'
complete -c TMSS10Responder -l max-rate -x -d 'Messages a second that are read from a connection'
complete -c TMSS10Responder -l start-timeout -x -d 'Seconds from accept to the first request (default 5)'
complete -c TMSS10Responder -l idle-timeout -x -d 'Seconds until an idle connection is closed (default 600)'
complete -c TMSS10Responder -l key-grace -x -d 'Seconds that the old key is valid after SIGHUP (default 600)'
complete -c TMSS10Responder -l metrics -x -d 'ADDRESS:PORT where Prometheus is answered'
complete -c TMSS10Responder -l log-rate -x -d 'Lines a second that are logged (default 10; 0: all)'
complete -c TMSS10Responder -s q -d 'Log starts and failures only'
complete -c TMSS10Responder -s v -d 'Log every request, and the end of each connection'
complete -c TMSS10Responder -s V -l version -d 'Show the version and stop'
complete -c TMSS10Responder -s h -l help -d 'Show help and stop'
