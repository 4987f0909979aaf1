/** The lessons on a pseudo-terminal, with a learner's progress in a fresh folder. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterEach } from 'vitest'
import { type Progress, progressSchema } from '../../src/lessons/progress/progress.ts'
import { closePrograms, openProgram, type ProgramOptions } from './pty.ts'
import { freshFolder } from './temporary-folder.ts'

export function learnerHome() {
  const state = freshFolder()
  afterEach(closePrograms)
  const file = () => join(state, 'gatelab', 'progress.json')
  return {
    state,
    file,
    open: (args: readonly string[] = [], options: ProgramOptions = {}) =>
      openProgram(args, { ...options, env: { XDG_STATE_HOME: state, ...options.env } }),
    progress: async (): Promise<Progress> =>
      v.parse(progressSchema, JSON.parse(await readFile(file(), 'utf8'))),
    /** A file of progress that is there already. */
    async given(text: string) {
      await mkdir(join(state, 'gatelab'))
      await writeFile(file(), text)
    },
  }
}
