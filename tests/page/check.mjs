// SPDX-License-Identifier: MIT
// check.mjs PAGES_DIRECTORY [SCREENSHOTS_DIRECTORY]: opens each page in Chromium, as its readers would: at the width of a
// telephone and of a desktop, light and dark, printed. Run by run.py; its modules are found from the working directory.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

const require = createRequire(path.join(process.cwd(), "package.json"));
const { chromium } = require("playwright-core");
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const [pagesDirectory, screenshotsDirectory] = process.argv.slice(2);
const views = [
  { width: 360, colorScheme: "light", axe: false },
  { width: 360, colorScheme: "dark", axe: true },
  { width: 1280, colorScheme: "light", axe: true },
  { width: 1280, colorScheme: "dark", axe: false },
];

// In the page: what of it a reader can't see.
function unreadable() {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > window.innerWidth) faults.push(`the page is ${root.scrollWidth} pixels wide`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const svg = node.parentElement.closest("svg");
    for (const box of range.getClientRects()) {
      if (box.width === 0) continue;
      const around = svg ? svg.getBoundingClientRect() : { left: 0, right: window.innerWidth };
      if (box.left < around.left - 1 || box.right > around.right + 1) faults.push(`cut: ${node.data.slice(0, 60)}`);
    }
    if (svg && parseFloat(getComputedStyle(node.parentElement).fontSize) * (svg.getBoundingClientRect().width / svg.viewBox.baseVal.width) < 9) {
      if (svg.getBoundingClientRect().width > 0) faults.push(`too small: ${node.data}`);
    }
    for (let at = node.parentElement; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.overflowX !== "visible" && at.scrollWidth > at.clientWidth + 1) faults.push(`scrolls: ${at.tagName}`);
      if (style.textOverflow === "ellipsis") faults.push(`ellipsis: ${at.tagName}`);
    }
  }
  const texts = [...document.querySelectorAll("svg")].filter((svg) => svg.getBoundingClientRect().width > 0);
  for (const svg of texts) {
    if (svg.getAttribute("role") !== "img" || !svg.getAttribute("aria-label")) faults.push("a picture without a text");
    const boxes = [...svg.querySelectorAll("text")].map((one) => one.getBoundingClientRect());
    boxes.forEach((one, i) => {
      for (const other of boxes.slice(i + 1)) {
        const apart = one.right <= other.left + 1 || other.right <= one.left + 1 || one.bottom <= other.top + 3 || other.bottom <= one.top + 3;
        if (!apart) faults.push("labels of a picture overlap");
      }
    });
  }
  if (document.scripts.length > 0) faults.push("a script");
  return [...new Set(faults)];
}

async function check(browser, file, view) {
  const faults = [];
  const url = pathToFileURL(path.join(pagesDirectory, file)).href;
  const context = await browser.newContext({ viewport: { width: view.width, height: 900 }, colorScheme: view.colorScheme });
  const page = await context.newPage();
  page.on("request", (request) => request.url() === url || faults.push(`asks for ${request.url()}`));
  page.on("console", (message) => faults.push(`says ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`fails: ${error.message}`));
  await page.goto(url);
  faults.push(...(await page.evaluate(unreadable)));
  if (screenshotsDirectory) {
    const name = `${path.basename(file, ".html")}-${view.width}-${view.colorScheme}.png`;
    await page.screenshot({ path: path.join(screenshotsDirectory, name), fullPage: !file.includes("100000") });
  }
  if (view.axe) {
    await page.evaluate(axeSource);
    const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    for (const one of found.violations) faults.push(`axe: ${one.id}: ${one.help} (${one.nodes[0].html.slice(0, 120)})`);
  }
  if (view.width === 1280 && view.colorScheme === "light") {
    const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
    if (!pdf.subarray(0, 5).equals(Buffer.from("%PDF-"))) faults.push("no PDF");
  }
  await context.close();
  return faults.map((fault) => `${file}, ${view.width} pixels, ${view.colorScheme}: ${fault}`);
}

const files = readdirSync(pagesDirectory).filter((name) => name.endsWith(".html"));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
});
try {
  const faults = [];
  for (const file of files) {
    for (const found of await Promise.all(views.map((view) => check(browser, file, view)))) faults.push(...found);
  }
  for (const fault of faults) console.log(fault);
  console.log(`${files.length} pages, ${faults.length} faults`);
  process.exitCode = faults.length > 0 || files.length === 0 ? 1 : 0;
} finally {
  await browser.close();
}
