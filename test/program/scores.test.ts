/** A learner's own best scores in the list of lessons, from a progress file as the program keeps. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { gatelab } from '../support/program.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

const folder = sharedFolder()
const AT = '2026-01-01T00:00:00.000Z'

it('are told with their lesson, as text and as JSON', async () => {
  const best = { of: 'forget-bias', value: 5.6, seed: 1, at: AT }
  const step = { state: 'done', at: AT, hints: 0 }
  const lesson = { seed: 1, step: 'why', at: AT }
  await mkdir(join(folder, 'gatelab'), { recursive: true })
  await writeFile(
    join(folder, 'gatelab', 'progress.json'),
    JSON.stringify({
      schema: 'gatelab.progress/1',
      lessons: {
        'memory-in-steps': { ...lesson, steps: { 'enough-for-the-lag': { ...step, best } } },
        // A score of something else than the lesson counts now.
        'honest-failures': { ...lesson, steps: { 'your-exhibit': { ...step, best } } },
      },
    }),
  )
  const env = { XDG_STATE_HOME: folder }
  const [text, chinese, json] = await Promise.all([
    gatelab(['learn', '--plain'], env),
    gatelab(['learn', '--plain', '--lang', 'zh-CN'], env),
    gatelab(['learn', '--json'], env),
  ])
  expect(text.stdout.replaceAll(/\s+/g, ' ').match(/best: \w+ \w+ [\d.]+/g)).toEqual([
    'best: forget bias 5.6',
  ])
  expect(chinese.stdout).toContain('最好成绩：遗忘门偏置 5.6')
  const { lessons } = JSON.parse(json.stdout)
  const scores = Object.fromEntries(
    lessons.flatMap(({ id, scores }: { id: string; scores?: object[] }) =>
      scores ? [[id, scores]] : [],
    ),
  )
  expect(scores).toEqual({
    'cell-update': [{ step: 'fewest-steps', of: 'steps', best: null }],
    'memory-in-steps': [{ step: 'enough-for-the-lag', of: 'forget-bias', best: 5.6 }],
    'honest-failures': [{ step: 'your-exhibit', of: 'lag', best: null }],
    'orthogonal-starts': [{ step: 'a-hundredth', of: 'lag', best: null }],
  })
})
