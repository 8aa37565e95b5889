# Evaluates packaging/nix/package.nix without Nixpkgs, to the attributes that the test looks at. A library is the path
# /nix/NAME; what the expression asks of `lib`, and is not here, is an error.
{ recipe }:
let
  lib = {
    cmakeBool = name: value: "-D${name}:BOOL=${if value then "TRUE" else "FALSE"}";
    optionalString = condition: text: if condition then text else "";
    makeLibraryPath = packages: builtins.concatStringsSep ":" (map (package: "${package}/lib") packages);
    licenses = builtins.listToAttrs (map (name: { inherit name; value = name; }) [ "mit" "bsd3" "boost" "cc0" ]);
    platforms.unix = [ "unix" ];
  };
  stdenv = {
    hostPlatform.isLinux = true;
    mkDerivation = attributes: let result = attributes result; in result;
  };
  given = { inherit lib stdenv; fetchurl = source: source; };
  function = import recipe;
  libraries = builtins.mapAttrs (name: _: "/nix/${name}") (builtins.functionArgs function);
  result = function (libraries // given);
in
{
  inherit (result) version checkPhase installPhase postInstall postFixup;
  inherit (result.meta) homepage;
  inherit (result.src) url hash;
  licenses = toString result.meta.license;
  cmakeFlags = toString result.cmakeFlags;
}
