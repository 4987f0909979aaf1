// Stores anew what test/contract.test.ts holds the program to: examples of its JSON, and its main
// screens.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url))
const { status } = spawnSync(process.execPath, [vitest, 'run', 'test/contract.test.ts'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  env: { ...process.env, CONTRACT: 'renew' },
  stdio: 'inherit',
})
process.exitCode = status ?? 1
