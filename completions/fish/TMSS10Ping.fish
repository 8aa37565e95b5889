# SPDX-License-Identifier: MIT
# Completes the command line of TMSS10Ping for fish.

complete -c TMSS10Ping -f -a '(__fish_print_hostnames)' -d 'Host'

complete -c TMSS10Ping -s P -l port -x -d 'Port (default 5000)'
complete -c TMSS10Ping -s S -l server -x -d 'user:password@host:port as other TapeTrack programs take it'
complete -c TMSS10Ping -s 4 -d 'IPv4 only'
complete -c TMSS10Ping -s 6 -d 'IPv6 only'
complete -c TMSS10Ping -l source -x -d 'Connect from this local address'

complete -c TMSS10Ping -s x -l proxy -x -a 'env http://' -d 'HTTP proxy'
complete -c TMSS10Ping -l proxy-credentials -r -F -d 'File with the line user:password for the proxy'

complete -c TMSS10Ping -s c -l count -x -d 'Pings to send (default 4)'
complete -c TMSS10Ping -s t -l continuous -d 'Ping until interrupted'
complete -c TMSS10Ping -s i -l interval -x -d 'Seconds from one send to the next'
complete -c TMSS10Ping -s W -l timeout -x -d 'Seconds to wait for a reply (default 5)'
complete -c TMSS10Ping -l connect-timeout -x -d 'Seconds to wait for each stage of a connection (default 5)'
complete -c TMSS10Ping -s w -l deadline -x -d 'Seconds until the whole run ends'
complete -c TMSS10Ping -s s -l size -x -d 'Payload of random bytes (default 0)'
complete -c TMSS10Ping -s C -l connect-only -d 'Time TCP connections, send nothing'
complete -c TMSS10Ping -l self-test -d 'Start a responder inside the process and ping that'

complete -c TMSS10Ping -l until-up -d 'Keep trying until one ping is answered'
complete -c TMSS10Ping -l until-down -d 'Ping until one ping is not answered'
complete -c TMSS10Ping -l max-loss -x -d 'Exit with 12 if more percent of pings are lost'
complete -c TMSS10Ping -l max-rtt -x -d 'Exit with 12 if a round trip takes more milliseconds'
complete -c TMSS10Ping -l max-p95 -x -d 'Exit with 12 if more than 5 % of them take longer'

complete -c TMSS10Ping -s k -l key-file -r -F -d 'Site key (default: open mode)'
complete -c TMSS10Ping -l generate-key -r -F -d 'Make a key file and stop'

complete -c TMSS10Ping -l json -r -F -d 'Each event as a line of JSON'
complete -c TMSS10Ping -l csv -r -F -d 'Each ping as a line of CSV'
complete -c TMSS10Ping -l prometheus -r -F -d 'The figures for node_exporter'
complete -c TMSS10Ping -l nagios -d 'One line and exit codes 0 to 3 for monitoring'
complete -c TMSS10Ping -l warn -x -d 'Where a warning begins, as 100,20%'
complete -c TMSS10Ping -l crit -x -d 'Where it becomes critical'

complete -c TMSS10Ping -s q -d 'Quiet: the summary only'
complete -c TMSS10Ping -s v -d 'Show the stages, the addresses and microseconds'
complete -c TMSS10Ping -s D -d 'Put a time stamp before each line'
complete -c TMSS10Ping -l color -x -a 'auto always never' -d 'Colours on a terminal (default auto)'
complete -c TMSS10Ping -s V -l version -d 'Show the version and stop'
complete -c TMSS10Ping -s h -l help -d 'Show help and stop'
