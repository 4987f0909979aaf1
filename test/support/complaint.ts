import { expect } from 'vitest'
import type { Outcome } from './program.ts'

/** What bad input brings: one line, exit code 2, nothing on stdout and no stack. */
export function complaintOf({ code, stdout, stderr }: Outcome): string {
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(/^gatelab: [^\n]+\n$/)
  expect(stderr).not.toMatch(/\bat .*\.js|Error:/)
  return stderr
}
