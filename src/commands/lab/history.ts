/** undo, redo, diff, history. */
import { labCommand } from './lab-command.ts'

const past = () => import('../../workbench/history.ts')

export const undo = labCommand(
  { name: 'undo', inLessons: true, examples: ['set hidden 8; undo'] },
  async (bench) => (await past()).undo(bench),
)

export const redo = labCommand(
  { name: 'redo', inLessons: true, examples: ['set hidden 8; undo; redo'] },
  async (bench) => (await past()).redo(bench),
)

export const diff = labCommand(
  {
    name: 'diff',
    inLessons: true,
    positionals: [{ name: 'back', required: false, kind: { is: 'integer', min: 1, max: 1000 } }],
    examples: ['train 20; diff', 'set hidden 8; train 20; diff 2'],
  },
  async (bench, values) => (await past()).diff(bench, values.back ?? 1),
)

export const history = labCommand(
  { name: 'history', examples: ['train 20; undo; history'] },
  async (bench) => (await past()).history(bench),
)
