# SPDX-License-Identifier: MIT
# Completes the command line of TMSS10Exporter for fish.

complete -c TMSS10Exporter -f

complete -c TMSS10Exporter -l listen -x -d 'Local address to listen on (default 127.0.0.1:10550); may be repeated'
complete -c TMSS10Exporter -l host-name -x -d 'Also accept this name in the Host field; may be repeated'
complete -c TMSS10Exporter -l tls-certificate -r -F -d 'Serve HTTPS with this certificate chain (PEM)'
complete -c TMSS10Exporter -l tls-key -r -F -d 'Private key of --tls-certificate (PEM)'
complete -c TMSS10Exporter -l credentials -r -F -d 'File with one line, user:password, that requests must have'
complete -c TMSS10Exporter -l allow -x -d 'Allow probes of an address, a prefix, a name or a .domain; may be repeated'
complete -c TMSS10Exporter -l modules -r -F -d 'Modules, in TOML'
complete -c TMSS10Exporter -l at-once -x -d 'Probes at the same time (default 200)'
complete -c TMSS10Exporter -l enable-reload -d 'Reload the files on POST /-/reload as well'
complete -c TMSS10Exporter -l check -d 'Read all files, show what is wrong, and exit'
complete -c TMSS10Exporter -s V -l version -d 'Show the version and exit'
complete -c TMSS10Exporter -s h -l help -d 'Show help and exit'
