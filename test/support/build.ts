/** Builds the program that is run as a whole, where anything that it is made of is newer. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export function setup(): void {
  execFileSync(process.execPath, ['bin/prepare.js'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: 'pipe',
  })
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether the program was built: so in the project `program` alone. */
    readonly built?: boolean
  }
}
