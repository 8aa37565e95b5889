# Never run by Homebrew, neither on macOS nor on Linux. tests/packages/recipes/run installs it with a few lines
# of Ruby in place of Homebrew, without compiling.
# There is no release yet: scripts/fill-recipes sets the addresses, and with them the version, and the checksum.
class Tmss10ping < Formula
  desc "Test whether a TapeTrack client can reach its server"
  homepage "https://tmss10ping.example.org"
  url "https://tmss10ping.example.org/tmss10ping-0.2.0.tar.gz"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license all_of: ["MIT", "BSD-3-Clause", "BSL-1.0", "CC0-1.0"]

  depends_on "asio" => :build
  depends_on "boost" => :build
  depends_on "cli11" => :build
  depends_on "cmake" => :build
  depends_on "fmt" => :build
  depends_on "ninja" => :build
  depends_on "nlohmann-json" => :build
  depends_on "tl-expected" => :build
  depends_on "tomlplusplus" => :build
  depends_on "openssl@3"

  on_linux do
    depends_on "zlib-ng-compat"
  end

  def install
    system "cmake", "-S", ".", "-B", "build", "-G", "Ninja", "-DTMSS10_BATCHES=ON", *std_cmake_args
    system "cmake", "--build", "build"
    %w[programs system].each do |component|
      system "cmake", "--install", "build", "--component", component
    end
    bash_completion.install (share/"bash-completion/completions").children
    # systemd does not look there, and the units are written for accounts that no formula creates.
    rm_r lib if OS.linux?
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/TMSS10Responder --version")
    assert_match "4 packets transmitted", shell_output("#{bin}/TMSS10Ping --self-test")
    system bin/"TMSS10Exporter", "--check", "--modules", doc/"docs/modules.toml"
  end
end
