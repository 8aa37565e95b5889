# Never built with Nixpkgs. tests/packages/recipes/run evaluates it, and runs its phases without compiling.
# There is no release yet: scripts/fill-recipes sets the version, the addresses and the hash. To build a working tree:
#
#   nix-build --expr 'with import <nixpkgs> { }; (callPackage packaging/nix/package.nix { }).overrideAttrs { src = ./.; }'
#
# NixOS takes the services from `systemd.packages`. It reads neither [Install] nor sysusers.d, so what starts them is
# `systemd.services.tmss10responder.wantedBy = [ "multi-user.target" ];`, and who gives them files declares their
# accounts, `users.users.tmss10responder` with a group of that name: without these, systemd makes an account meanwhile.
{
  lib,
  stdenv,
  fetchurl,
  asio,
  boost,
  cli11,
  cmake,
  coreutils,
  fmt,
  libidn2,
  ninja,
  nlohmann_json,
  openssl,
  tl-expected,
  tomlplusplus,
  zlib,
}:

stdenv.mkDerivation (finalAttrs: {
  pname = "tmss10ping";
  version = "0.2.0";

  src = fetchurl {
    url = "https://tmss10ping.example.org/tmss10ping-${finalAttrs.version}.tar.gz";
    hash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  };

  strictDeps = true;
  nativeBuildInputs = [
    cmake
    ninja
  ];
  buildInputs = [
    asio
    boost
    cli11
    fmt
    nlohmann_json
    openssl
    tl-expected
    tomlplusplus
    zlib
  ];
  cmakeFlags = [ (lib.cmakeBool "TMSS10_BATCHES" true) ];

  doCheck = true;
  __darwinAllowLocalNetworking = true;
  checkPhase = ''
    runHook preCheck
    ./TMSS10Ping --self-test
    ./TMSS10Exporter --check --modules ../docs/modules.toml
    runHook postCheck
  '';

  # Not what is for developers: static libraries and headers.
  installPhase = ''
    runHook preInstall
    cmake --install . --component programs
    cmake --install . --component system
    runHook postInstall
  '';
  # systemd on NixOS has no directory in which it would find kill.
  postInstall = lib.optionalString stdenv.hostPlatform.isLinux ''
    substituteInPlace $out/lib/systemd/system/*.service \
      --replace-fail "ExecReload=kill " "ExecReload=${coreutils}/bin/kill "
  '';
  # TMSS10Ping and TMSS10Exporter load libidn2 when a host name needs it, so none of their dependencies names it.
  postFixup = lib.optionalString stdenv.hostPlatform.isLinux ''
    patchelf --add-rpath ${lib.makeLibraryPath [ libidn2 ]} $out/bin/TMSS10Ping $out/bin/TMSS10Exporter
  '';

  meta = {
    description = "Test whether a TapeTrack client can reach its server";
    homepage = "https://tmss10ping.example.org";
    # Not by "with": boost is the library here.
    license = [
      lib.licenses.mit
      lib.licenses.bsd3
      lib.licenses.boost
      lib.licenses.cc0
    ];
    mainProgram = "TMSS10Ping";
    maintainers = [ ];
    platforms = lib.platforms.unix;
  };
})
