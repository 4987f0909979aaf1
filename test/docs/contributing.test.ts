/** CONTRIBUTING names files that there are, and the pages list what the program has. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CONVERSATION_COMMANDS } from '../../src/commands/session/command-table.ts'
import { VARIANTS } from '../../src/engine/types.ts'
import { TASK_NAMES } from '../../src/tasks/names.ts'
import { viewOf } from '../../src/view/lab/views.ts'
import { PROBES } from '../../src/workbench/probes/index.ts'
import { RESULTS } from '../support/lab-results.ts'

const top = new URL('../../', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, top), 'utf8')

/** Without what is yet to be written: NAME, CODE, ROOM. */
const paths = [...read('CONTRIBUTING.md').matchAll(/(?:src|test|docs|lessons|\.ci)\/[\w.{},*/-]+/g)]
  .map(([path]) => path.replace(/[.,]+$/, ''))
  .filter((path) => !/NAME|CODE|ROOM|NN/.test(path))
  .flatMap((path) => {
    const [all, choices] = /\{([^}]*)\}/.exec(path) ?? []
    const languages = path.includes('*') ? ['en', 'zh-CN'].map((one) => path.replace('*', one)) : []
    if (languages.length > 0) return languages
    return all ? choices.split(',').map((one) => path.replace(all, one)) : [path]
  })

it.each([...new Set(paths)])('CONTRIBUTING names %s, which is there', (path) => {
  expect(existsSync(new URL(path, top)), path).toBe(true)
})

/** Rows of tables, with the names that they begin with. */
const rowsOf = (page: string) =>
  read(page)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => [...line.split('|')[1].matchAll(/`([^`]+)`/g)].map(([, name]) => name))

describe.each(['', '.zh-CN'])('tables of docs/*%s.md', (language) => {
  it('have a row for every task', () => {
    const named = rowsOf(`docs/tasks${language}.md`).flat()
    expect(TASK_NAMES.filter((name) => !named.includes(name))).toEqual([])
  })

  it('have a row for every command of the lab', () => {
    const named = rowsOf(`docs/lab${language}.md`).flatMap((names) =>
      names.map((name) => name.split(' ')[0]),
    )
    const lab = CONVERSATION_COMMANDS.map(({ name }) => name)
    expect(lab.filter((name) => !named.includes(name))).toEqual([])
  })

  it.each(['lab', 'numerics'])('%s has a row for every variant', (page) => {
    const named = rowsOf(`docs/${page}${language}.md`).flat()
    expect(VARIANTS.filter((name) => name !== 'standard' && !named.includes(name))).toEqual([])
  })
})

it('lessons/README names every part of a picture that a lesson may show', () => {
  const [said = ''] = /Parts of a picture[\s\S]*?\n\n/.exec(read('lessons/README.md')) ?? []
  const named = [...said.matchAll(/`([^`]+)`/g)].map(([, name]) => name)
  const parts = Object.values(RESULTS).flatMap((one) => {
    const probe = Object.entries(PROBES).find(([kind]) => kind === one.kind)?.[1]
    return probe?.inLessons ? Object.keys(viewOf(one).parts ?? {}) : []
  })
  expect(parts.length).toBeGreaterThan(5)
  // r, z and n are the gates of a GRU.
  expect(
    [...new Set(parts)].filter((part) => !named.includes(part) && !/^[rzn]$/.test(part)),
  ).toEqual([])
})
