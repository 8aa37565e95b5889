# SPDX-License-Identifier: MIT
# Completes the command line of TMSS10Responder for fish.

complete -c TMSS10Responder -f

complete -c TMSS10Responder -s P -l port -x -d 'Port (default 5000); 0 picks a free one'
complete -c TMSS10Responder -l listen -x -d 'Local address to listen on; may be repeated'
complete -c TMSS10Responder -l threads -x -d 'Threads that serve connections (default 1); 0: one per processor'
complete -c TMSS10Responder -s k -l key-file -r -F -d 'Site key (default: open mode)'
complete -c TMSS10Responder -l max-connections -x -d 'Maximum connections (default 10000); more get a busy greeting'
complete -c TMSS10Responder -l max-per-address -x -d 'Maximum connections per address (default 1000)'
complete -c TMSS10Responder -l max-unfinished -x -d 'Maximum connections not yet proved to be real'
complete -c TMSS10Responder -l max-unfinished-per-address -x -d 'Maximum connections per address not yet proved to be real'
complete -c TMSS10Responder -l max-rate -x -d 'Maximum messages per second per connection'
complete -c TMSS10Responder -l start-timeout -x -d 'Seconds to wait for the first request (default 10)'
complete -c TMSS10Responder -l idle-timeout -x -d 'Seconds until an idle connection is closed (default 600)'
complete -c TMSS10Responder -l key-grace -x -d 'Seconds that an old key stays valid after SIGHUP (default 600)'
complete -c TMSS10Responder -l metrics -x -d 'ADDRESS:PORT at which to serve Prometheus metrics'
complete -c TMSS10Responder -l log-rate -x -d 'Average log lines per second (default 10; 0: no limit)'
complete -c TMSS10Responder -l no-observe -d 'Do not tell clients how their connection is seen'
complete -c TMSS10Responder -s q -l quiet -d 'Log only starts and failures'
complete -c TMSS10Responder -s v -l verbose -d 'Log every request, and the end of each connection'
complete -c TMSS10Responder -s V -l version -d 'Show the version and exit'
complete -c TMSS10Responder -s h -l help -d 'Show help and exit'
