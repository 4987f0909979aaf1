/** What the stored nets of each format have: facts in, a block of Markdown in either language out. */

export const PAGES = [
  { language: 'en', file: 'docs/own-weights.md' },
  { language: 'zh-CN', file: 'docs/own-weights.zh-CN.md' },
]
const OPEN = '<!-- table:net-matrix -->\n'
const CLOSE = '<!-- /table -->\n'

/** In the order of the rows. */
const FEATURES = {
  en: {
    'several-layers': 'several layers',
    both: 'both directions',
    merged: 'directions added, multiplied, averaged',
    backward: 'backward alone',
    'last-alone': 'hands on the last h alone',
    embedding: 'embedding before it',
    readout: 'linear layer behind it',
    'several-nets': 'several nets in the file',
    parts: 'a graph that parts, or layers that are skipped',
    projection: 'projection',
    peepholes: 'peepholes',
    coupled: 'coupled gates',
    clip: 'clip',
    'reset-after': 'reset behind the product',
    'reset-before': 'reset before the product',
    'hard-sigmoid': 'gates are a hard sigmoid',
    relu: 'relu',
    'other-function': 'other functions',
    'no-bias': 'no biases',
    'initial-state': 'first states in the file',
    masking: 'padded steps masked',
    undone: 'weight or spectral norm, pruning',
    'assumed-form': 'functions assumed',
    beside: 'numbers in files beside it',
    float16: 'float16',
    bfloat16: 'bfloat16',
    float32: 'float32',
    float64: 'float64',
  },
  'zh-CN': {
    'several-layers': '多层',
    both: '双向',
    merged: '两个方向相加、相乘或取平均',
    backward: '只有反向',
    'last-alone': '只交出最后一个 h',
    embedding: '前面有嵌入层',
    readout: '后面有线性层',
    'several-nets': '一个文件里有几个网络',
    parts: '计算图分叉，或有层被跳过',
    projection: '投影',
    peepholes: '窥视孔',
    coupled: '耦合的门',
    clip: '截断',
    'reset-after': '重置门在乘积之后',
    'reset-before': '重置门在乘积之前',
    'hard-sigmoid': '门是硬 sigmoid',
    relu: 'relu',
    'other-function': '其他函数',
    'no-bias': '无偏置',
    'initial-state': '文件里有初始状态',
    masking: '遮蔽填充的时间步',
    undone: '权重归一化、谱归一化、剪枝',
    'assumed-form': '函数是假定的',
    beside: '数字在旁边的文件里',
    float16: 'float16',
    bfloat16: 'bfloat16',
    float32: 'float32',
    float64: 'float64',
  },
}

const LETTERS = { rnn: 'R', lstm: 'L', gru: 'G', 'brain-lstm': 'B' }

const TEXTS = {
  en: {
    intro:
      'What is in the files that the tests open, made by `npm run nets`: R for an RNN, L for an LSTM, G for a GRU, B for what brain.js calls an LSTM. A dash says that no stored file has it, not that it is refused.',
    numbers: 'expected numbers from',
    own: 'own formulas',
    counts: 'files; nets; recurrent layers',
    cell: 'cell',
    refused: 'Of the stored files these are refused:',
    heads: ['file', 'what is said'],
    note: "Of Keras, the files named `library-…` were written by Keras, with what it computed; the others, of older versions and rarer layouts, are written in its layouts, and their numbers come from formulas that were written down anew in NumPy from its sources. The safetensors files hold what PyTorch computed, and were written by a few lines of the script. The names in NumPy's files are those of other programs; what is compared are the arrays. Files that gatelab itself writes are tested apart, and so is `--map`.",
  },
  'zh-CN': {
    intro:
      '测试打开的文件里有什么，由 `npm run nets` 生成：R 是 RNN，L 是 LSTM，G 是 GRU，B 是 brain.js 所谓的 LSTM。短横表示没有保存的文件含有它，并不表示会被拒绝。',
    numbers: '期望的数字来自',
    own: '另写的公式',
    counts: '文件；网络；循环层',
    cell: '单元',
    refused: '保存的文件中，下面这些会被拒绝：',
    heads: ['文件', '程序的话'],
    note: 'Keras 的文件中，名为 `library-…` 的由 Keras 写出，数字是它算出的；其余属于旧版本和少见的布局，按它的布局写成，数字来自依照其源码用 NumPy 另写的公式。NumPy 文件里的名字是别的程序的；比较的是其中的数组。safetensors 文件里是 PyTorch 算出的数字，由脚本中的几行代码写出。gatelab 自己写出的文件与 `--map` 另有测试。',
  },
}

const row = (cells) => `| ${cells.map((one) => one.replaceAll('|', '\\|')).join(' | ')} |`
const table = (heads, rows) =>
  [row(heads), `|${'---|'.repeat(heads.length)}`, ...rows.map(row)].join('\n')

const lettersOf = (kinds) =>
  Object.keys(LETTERS)
    .filter((kind) => kinds?.has(kind))
    .map((kind) => LETTERS[kind])
    .join(' ') || '–'

/** The block that a page holds between its marks. */
export function matrixBlock({ formats, origins, refused }, language) {
  const words = TEXTS[language]
  const columns = Object.keys(origins)
  const cells = (of) => columns.map((format) => of(formats[format], origins[format]))
  const facts = table(
    ['', ...columns.map((format) => origins[format].name)],
    [
      [
        words.numbers,
        ...cells((_, { library, own }) => library.concat(own ? words.own : []).join('; ')),
      ],
      [words.counts, ...cells(({ files, nets, layers }) => `${files}; ${nets}; ${layers}`)],
      [words.cell, ...cells(({ features }) => lettersOf(features.cell))],
      ...Object.entries(FEATURES[language]).map(([feature, name]) => [
        name,
        ...cells(({ features }) => lettersOf(features[feature])),
      ]),
    ],
  )
  const refusals = table(
    words.heads,
    refused.map((one) => [`\`${one.file}\``, one[language]]),
  )
  return [words.intro, facts, words.note, words.refused, refusals].join('\n\n')
}

/** The page with that block in the place of the one that it holds. */
export function withBlock(page, block) {
  const [from, to] = [page.indexOf(OPEN), page.indexOf(CLOSE)]
  if (from < 0 || to < from) throw new Error(`no place for the matrix: ${OPEN}`)
  return `${page.slice(0, from + OPEN.length)}\n${block}\n\n${page.slice(to)}`
}
