// Run by `npm ci` in a checkout: lets `npx gatelab` there start that checkout at once. Without the link npm would install
// the checkout into a cache of its own first, and build it once more.
import { mkdirSync, rmSync, symlinkSync } from 'node:fs'

const link = new URL('../node_modules/.bin/gatelab', import.meta.url)
try {
  mkdirSync(new URL('.', link), { recursive: true })
  rmSync(link, { force: true })
  symlinkSync('../../bin/gatelab.js', link)
} catch {
  // No links on this file system: npx takes the longer way.
}
