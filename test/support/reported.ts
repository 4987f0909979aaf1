/** What the built program reports of comparisons. */
import * as v from 'valibot'
import { expect } from 'vitest'
import { type Report, report } from '../../src/results/report.ts'
import { gatelab } from './program.ts'

/** The report of `compare` in a folder, which goes well and says nothing beside it. */
export async function reportedIn(folder: string, ...args: string[]): Promise<Report> {
  const { code, stdout, stderr } = await gatelab(
    ['compare', ...args, '--json'],
    {},
    { cwd: folder },
  )
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return v.parse(report, JSON.parse(stdout))
}

export const digestsOf = ({ runs }: Report): string[] => runs.map(({ digest }) => digest)
