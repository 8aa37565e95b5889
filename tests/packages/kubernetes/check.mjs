// SPDX-License-Identifier: MIT
// Compares objects with the schemas of Kubernetes and of the Prometheus Operator: check.mjs, with an array of objects
// in JSON at standard input. To be run where the modules are.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const packages = { "monitoring.coreos.com": "@kubernetes-models/prometheus-operator" };

async function modelOf({ apiVersion, kind }) {
  const source = packages[apiVersion.split("/")[0]] ?? "kubernetes-models";
  const file = resolve("node_modules", source, apiVersion, `${kind}.js`);
  return (await import(pathToFileURL(file)))[kind];
}

let failed = 0;
for (const object of JSON.parse(readFileSync(0, "utf8"))) {
  const name = `${object.kind} ${object.metadata?.name}`;
  try {
    new (await modelOf(object))(object).validate();
    console.log(`as its schema says: ${name}`);
  } catch (error) {
    console.log(`${name}: ${error.message}`);
    failed = 1;
  }
}
process.exit(failed);
