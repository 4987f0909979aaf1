/** What a forge reads: the workflow that runs the gate, and the forms of issues. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { checker } from '../support/engines/github.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

const top = new URL('../../', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, top), 'utf8')
const FORMS = readdirSync(new URL('.github/ISSUE_TEMPLATE/', top)).filter(
  (name) => name !== 'config.yml',
)
const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } }

const folder = sharedFolder()

describe('.github/workflows/ci.yml', () => {
  const text = read('.github/workflows/ci.yml')

  it('is a workflow to GitHub', async () => {
    const check = await checker(folder)
    expect(await check(text)).toEqual([])
    expect(await check(text.replace('matrix.node', 'matrix.version'))).not.toEqual([])
    expect(await check(text.replace('runs-on', 'run-on'))).not.toEqual([])
  })

  it('runs the gate, on the oldest Node line that is supported and on 24', () => {
    const { gate } = (
      parse(text) as {
        jobs: Record<
          string,
          { strategy: { matrix: { node: number[] } }; steps: { run?: string }[] }
        >
      }
    ).jobs
    expect(gate.strategy.matrix.node).toEqual([Number(/\d+/.exec(engines.node)?.[0]), 24])
    const runs = gate.steps.flatMap(({ run }) => run ?? [])
    expect(runs).toEqual(['bash .ci/run'])
    expect(existsSync(new URL('.ci/run', top))).toBe(true)
  })
})

/** What GitHub takes in a form, by "Syntax for GitHub's form schema". */
const ATTRIBUTES: Readonly<Record<string, readonly [needed: string, ...others: string[]]>> = {
  markdown: ['value'],
  textarea: ['label', 'description', 'placeholder', 'value', 'render'],
  input: ['label', 'description', 'placeholder', 'value'],
  dropdown: ['label', 'description', 'multiple', 'options', 'default'],
}

describe.each(FORMS)('.github/ISSUE_TEMPLATE/%s', (name) => {
  interface Field {
    readonly type: string
    readonly id?: string
    readonly attributes: Readonly<Record<string, unknown>>
    readonly validations?: Readonly<Record<string, unknown>>
  }
  const { body, ...about } = parse(read(`.github/ISSUE_TEMPLATE/${name}`)) as { body: Field[] }

  it('is a form to GitHub', () => {
    expect(about).toEqual({
      name: expect.any(String),
      description: expect.any(String),
      labels: [expect.any(String)],
    })
    const fields = body.filter(({ type }) => type !== 'markdown')
    expect(fields.length).toBeGreaterThan(0)
    const ids = fields.map(({ id }) => id)
    expect(new Set(ids).size).toBe(fields.length)
    for (const id of ids) expect(id).toMatch(/^[\w-]+$/)
    for (const { type, id, attributes, validations, ...rest } of body) {
      const [needed, ...others] = ATTRIBUTES[type] ?? [type]
      expect(Object.keys(attributes)).toContain(needed)
      expect([needed, ...others]).toEqual(expect.arrayContaining(Object.keys(attributes)))
      expect(Object.values(validations ?? { required: true })).toEqual([expect.any(Boolean)])
      expect(rest).toEqual({})
    }
  })
})
