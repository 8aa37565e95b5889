# SPDX-License-Identifier: MIT
# Completes the command line of TMSS10Ping for fish.

complete -c TMSS10Ping -f -a '(__fish_print_hostnames)' -d 'Host'

complete -c TMSS10Ping -s P -l port -x -d 'Port (default 5000)'
complete -c TMSS10Ping -s S -l server -x -d 'user:password@host:port, as other TapeTrack programs accept it'
complete -c TMSS10Ping -s 4 -l ipv4 -d 'IPv4 only'
complete -c TMSS10Ping -s 6 -l ipv6 -d 'IPv6 only'
complete -c TMSS10Ping -l source -x -d 'Connect from this local address'
complete -c TMSS10Ping -l interface -x -d 'Connect through this network interface'

complete -c TMSS10Ping -l targets -r -F -d 'Ping the targets of a file, one per line; - is standard input'
complete -c TMSS10Ping -l rate -x -d 'Targets to begin per second (default 1000)'
complete -c TMSS10Ping -l at-once -x -d 'Targets to connect to at the same time (default 1000)'
complete -c TMSS10Ping -l min-ok -x -d 'Exit with 0 if so many targets are ok, else 12'

complete -c TMSS10Ping -s x -l proxy -x -a 'env http://' -d 'HTTP proxy'
complete -c TMSS10Ping -l proxy-credentials -r -F -d 'File with one line, user:password, for the proxy'
complete -c TMSS10Ping -l proxy-header -x -d 'Header to send to the proxy, as Name: value'

complete -c TMSS10Ping -s c -l count -x -d 'Number of pings to send (default 4)'
complete -c TMSS10Ping -s t -l continuous -d 'Ping until interrupted'
complete -c TMSS10Ping -s i -l interval -x -d 'Seconds between sends'
complete -c TMSS10Ping -s W -l timeout -x -d 'Seconds to wait for a reply (default 5)'
complete -c TMSS10Ping -l connect-timeout -x -d 'Seconds to wait for each stage of a connection (default 5, look-up 12)'
complete -c TMSS10Ping -s w -l deadline -x -d 'Seconds until the whole run ends'
complete -c TMSS10Ping -l max-failures -x -d 'End the run after so many pings in a row without an answer'
complete -c TMSS10Ping -s s -l size -x -d 'Payload of random bytes (default 0)'
complete -c TMSS10Ping -s C -l connect-only -d 'Time TCP connections, send nothing'
complete -c TMSS10Ping -l self-test -d 'Start a responder inside the process and ping it'
complete -c TMSS10Ping -l mtu -d 'Find the largest packet that gets through each way'

complete -c TMSS10Ping -l path -d 'Show how far connection requests get, hop by hop'
complete -c TMSS10Ping -l max-hops -x -d 'Most hops that --path and --examine look at (default 30)'

complete -c TMSS10Ping -l idle-limit -x -d 'Find how long a connection may be idle, up to so many seconds'

complete -c TMSS10Ping -l examine -d 'Look at everything, and tell what is wrong'

complete -c TMSS10Ping -l until-up -d 'Keep trying until a ping is answered'
complete -c TMSS10Ping -l until-down -d 'Ping until the target is down'
complete -c TMSS10Ping -l max-loss -x -d 'Exit with 12 if more percent of pings are lost'
complete -c TMSS10Ping -l max-rtt -x -d 'Exit with 12 if a round trip takes more milliseconds'
complete -c TMSS10Ping -l max-p95 -x -d 'Exit with 12 if more than 5 % of round trips take longer'

complete -c TMSS10Ping -s k -l key-file -r -F -d 'Site key (default: open mode)'
complete -c TMSS10Ping -l generate-key -r -F -d 'Create a key file and exit'

complete -c TMSS10Ping -l json -r -F -d 'Write each event as a line of JSON'
complete -c TMSS10Ping -l csv -r -F -d 'Write each ping as a line of CSV'
complete -c TMSS10Ping -l append -d 'Append to the files of --json and --csv'
complete -c TMSS10Ping -l prometheus -r -F -d 'Write the final figures for node_exporter'
complete -c TMSS10Ping -l label -x -d 'Add a label to these figures'
complete -c TMSS10Ping -l snapshot-every -x -d 'Write these figures and show a line of them every so many seconds'
complete -c TMSS10Ping -l report -r -F -d 'Write the whole run as a page (.html) or a JSON document (.json)'
complete -c TMSS10Ping -l redact -d 'Replace names and addresses in the files of --report by stand-ins'
complete -c TMSS10Ping -l baseline -r -F -d 'Compare the run with an earlier report (.json)'
complete -c TMSS10Ping -l nagios -d 'Print one line and exit with 0 to 3, for monitoring'
complete -c TMSS10Ping -l warn -x -d 'Warn at these values, such as 100,20%'
complete -c TMSS10Ping -l crit -x -d 'Critical at these values'

complete -c TMSS10Ping -s q -l quiet -d 'Show only the summary'
complete -c TMSS10Ping -s v -l verbose -d 'Show stages, addresses and microseconds'
complete -c TMSS10Ping -s D -l timestamps -d 'Put a time stamp before each line'
complete -c TMSS10Ping -l timestamp-format -x -a 'epoch iso rfc3339 ctime' -d 'Format of the time stamps (default epoch)'
complete -c TMSS10Ping -s a -l audible -d 'Ring the bell of the terminal at each answer'
complete -c TMSS10Ping -l color -x -a 'auto always never' -d 'Colours in a terminal (default auto)'
complete -c TMSS10Ping -s V -l version -d 'Show the version and exit'
complete -c TMSS10Ping -s h -l help -d 'Show help and exit'
