#!/usr/bin/env node
// The one entry behind every npm script: `node .dev/run.mjs <command> [arguments]`.
// It must parse on old Nodes to be able to refuse them, so the rest is imported only after the check.
const major = Number(process.versions.node.split(".")[0]);

if (major < 20) {
  console.error(`sincro: Node ${process.versions.node} is too old; Node 20 or newer is needed (https://nodejs.org).`);
  console.error(`sincro: Node ${process.versions.node} es demasiado antiguo; hace falta Node 20 o posterior.`);
  process.exitCode = 1;
} else {
  import("./bootstrap/main.mjs")
    .then(({ main }) => main(process.argv.slice(2)))
    .then(
      (code) => {
        process.exitCode = code;
      },
      (error) => {
        console.error(error);
        process.exitCode = 1;
      },
    );
}
