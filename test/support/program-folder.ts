/** The built program in a folder that has a user's files. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll } from 'vitest'
import type { Report } from '../../src/results/report.ts'
import { complaintOf } from './complaint.ts'
import { gatelab, type Outcome } from './program.ts'
import { reportedIn } from './reported.ts'
import { sharedFolder } from './temporary-folder.ts'

export function programFolder(files: Readonly<Record<string, string>>) {
  const folder = sharedFolder()
  const put = (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content)
  beforeAll(async () => {
    for (const [name, content] of Object.entries(files)) await put(name, content)
  })
  const inFolder = (...args: string[]): Promise<Outcome> => gatelab(args, {}, { cwd: folder })
  return {
    folder,
    put,
    inFolder,
    reported: (...args: string[]): Promise<Report> => reportedIn(folder, ...args),
    complaint: async (...args: string[]): Promise<string> => complaintOf(await inFolder(...args)),
  }
}
