// Says at its end how much memory a process has taken at most, in KiB.
const { isMainThread } = require('node:worker_threads')
if (isMainThread)
  process.on('exit', () =>
    process.stderr.write(`gatelab-memory ${process.resourceUsage().maxRSS}\n`),
  )
