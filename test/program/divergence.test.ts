/** Where a run diverges the program says what helps, whichever way it is looked at. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { gatelab } from '../support/program.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

const folder = sharedFolder()

const SMALL = 'compare adding --length 4 --hidden 3 --batch 4 --steps 60 --seeds 1'.split(' ')
const WILD = ['--optimizer', 'sgd', '--learning-rate', '100000', '--clip', 'none']

describe('advice', () => {
  it('stands in the text, in a report, in a sweep, and in the lab', async () => {
    const path = join(folder, 'report.md')
    const { stdout } = await gatelab([...SMALL, ...WILD, '--plain', '--report', path])
    for (const said of [stdout, await readFile(path, 'utf8')])
      for (const word of ['--clip 1', '--learning-rate 10000', 'between about'])
        expect(said.replaceAll(/\s+/g, ' ')).toContain(word)
    const sweep = await gatelab([
      ...SMALL.filter((word) => !['--hidden', '3'].includes(word)),
      ...WILD,
      '--plain',
      '--hidden',
      '2,3',
    ])
    expect(sweep.stdout.replaceAll(/\s+/g, ' ')).toContain('--clip 1')
    const lab = await gatelab([
      'repl',
      '--execute',
      `set clip none; set optimizer sgd; set learning-rate 100000; train 60`,
    ])
    expect(lab.stdout.replaceAll(/\s+/g, ' ')).toContain('Try a smaller --learning-rate')
  })

  it('is left out where nothing diverged', async () => {
    const { stdout } = await gatelab([...SMALL, '--plain'])
    expect(stdout.replaceAll(/\s+/g, ' ')).not.toContain('What helps')
  })
})
