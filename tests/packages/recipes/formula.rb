# SPDX-License-Identifier: MIT
# As much of Homebrew as a formula of one program needs, to try it where Homebrew is not: formula.rb FORMULA PREFIX COMMAND
# What a formula calls and is not here, ends the run with NoMethodError. COMMAND:
#
#   facts     prints its facts, one per line: name and value
#   install   runs the installation in the current directory, which is the unpacked archive
#   test      runs the test of what is installed
require "fileutils"
require "pathname"

class Pathname
  def install(sources)
    mkpath
    Array(sources).each { |source| FileUtils.mv source, self }
  end
end

module OS
  def self.linux? = true
end

class Formula
  class << self
    def facts = @facts ||= []
    %w[desc homepage url sha256 license depends_on].each do |fact|
      define_method(fact) { |value| facts << [fact, value] }
    end
    def on_linux = yield
    def test(&block) = define_method(:run_test, &block)
  end

  attr_reader :prefix, :version

  def initialize(prefix)
    @prefix = Pathname(prefix)
    @version = self.class.facts.to_h["url"][/-(\d+(?:\.\d+)+)\.tar\.gz\z/, 1]
  end

  def bin = prefix/"bin"
  def lib = prefix/"lib"
  def share = prefix/"share"
  def doc = share/"doc/tmss10ping"
  def bash_completion = prefix/"etc/bash_completion.d"

  def std_cmake_args
    %W[-DCMAKE_INSTALL_PREFIX=#{prefix} -DCMAKE_INSTALL_LIBDIR=lib -DCMAKE_BUILD_TYPE=Release -Wno-dev]
  end

  def system(*command)
    Kernel.system(*command.map(&:to_s)) || raise("failed: #{command.join(" ")}")
  end

  def shell_output(command)
    output = `#{command}`
    raise "failed: #{command}" unless $?.success?
    output
  end

  def assert_match(expected, text)
    raise "no #{expected} in: #{text}" unless text.include?(expected)
  end

  def rm_r(path) = FileUtils.rm_r(path)
end

file, prefix, command = ARGV
load file
formula = Tmss10ping.new(prefix)
case command
when "facts"
  Tmss10ping.facts.each { |fact, value| puts "#{fact} #{value.is_a?(Hash) ? value.to_a.flatten.join(" ") : value}" }
  puts "version #{formula.version}"
when "install" then formula.install
when "test" then formula.run_test
else abort "what is #{command}?"
end
