/** The page of papers in either language: data in, Markdown out. */

import { wrapped } from './wrap.js'

export const PAGES = [
  { language: 'en', file: 'docs/papers.md' },
  { language: 'zh-CN', file: 'docs/papers.zh-CN.md' },
]

const USAGE = `\`\`\`sh
gatelab compare --preset list
gatelab compare --preset hochreiter1997-temporal-order
gatelab compare --preset tallec2018-chrono --full --results chrono
gatelab compare --preset gradient-at-start --report start.html --report start.csv \\
  --expect reproduces
\`\`\``

const TEXTS = {
  en: {
    verdicts: {
      reproduces: 'REPRODUCES',
      'right-order': 'RIGHT ORDER',
      'does-not-reproduce': 'DOES NOT REPRODUCE',
    },
    /** What ours is set beside. */
    against: { paper: 'paper', reference: 'reference', readme: 'README' },
    saysSo: 'says so',
    share: ({ count, of }) => `${count} of ${of}`,
    reports: 'It reports: ',
    same: 'The same:',
    differs: 'What had to differ:',
    heads: ['what', 'here', 'preset', 'source'],
    colon: ': ',
    time: (command, minutes, runs, took) =>
      `\`${command}\`: about ${minutes} min on two cores by plan${runs > 0 ? `, ${runs} runs` : ''}; ${took} min when this page was made.`,
    intro: (version) => `# What papers report, and what comes out here

[中文](papers.zh-CN.md)

\`--preset\` makes again what a paper reports, each within about five minutes on two cores; \`--full\` takes the longer form where there is one. It names source and table or figure, what is the same and what had to differ, sets our figures beside the paper's, and says REPRODUCES, RIGHT ORDER or DOES NOT REPRODUCE by a rule that was fixed beforehand. An honest "does not" is a result.

${USAGE}

- \`--report\` writes it as a comparison's report is written: what is reported where, the same and the different, ours beside theirs with the rule, then pictures, trials, certificates and digests. \`.csv\` has a row a line of its table; a preset that trains no cells has no \`.svg\`.
- \`--results DIR\` keeps every run, every trial with the cell of 1997 and every certificate of guesses as soon as it is through, each part of the preset in a folder of its own; \`--resume\` goes on there and comes to the same digests. \`gatelab report DIR\` makes the report again.
- \`--shard k/n\` does a part of it, and \`gatelab merge\` joins the parts ([On many machines](many-machines.md)).
- \`--expect reproduces\` ends with exit code 1 where it does not; \`--expect right-order\` is content with the right order, too.

Among them is the cell of 1997 itself: no forget gate, truncated gradient, squashing functions of its own, one sequence at a time ([src/engine/lstm1997](../src/engine/lstm1997/net.ts)).

The rest of this page is made by \`npm run papers\` from \`gatelab compare --preset NAME --json\`, version ${version}. The rule is the same for all ([src/experiments/papers/preset.ts](../src/experiments/papers/preset.ts)): a number reproduces within a factor of 1.25, a share within 0.15, a size within one decade, a statement in nine of ten trials; it is of the right order within a factor of three, 0.35, three decades, in more than half. A preset does as well as the worst of its lines; lines without a verdict are told beside them.`,
  },
  'zh-CN': {
    verdicts: { reproduces: '重现', 'right-order': '数量级相符', 'does-not-reproduce': '未能重现' },
    against: { paper: '论文', reference: '参考计算', readme: 'README' },
    saysSo: '如此断言',
    share: ({ count, of }) => `${of} 次中 ${count} 次`,
    reports: '论文报告：',
    same: '相同之处：',
    differs: '不得不改动之处：',
    heads: ['什么', '这里', '预设', '出处'],
    colon: '：',
    time: (command, minutes, runs, took) =>
      `\`${command}\`：按计划在两个核心上约 ${minutes} 分钟${runs > 0 ? `，${runs} 次运行` : ''}；生成本页时用了 ${took} 分钟。`,
    intro: (version) => `# 论文报告了什么，这里得到了什么

[English](papers.md)

\`--preset\` 重做一篇论文报告的结果，每个在两个核心上约五分钟以内；有更长版本的用 \`--full\`。它说明出处与图表、哪些相同、哪些不得不改动，把我们的数字与论文的并列，并按事先定好的规则说“重现”“数量级相符”或“未能重现”。诚实的“未能”也是结果。

${USAGE}

- \`--report\` 像写比较的报告那样把它写成文件：出处与结果、相同与不同之处、我们的数字与对方的并列及判定规则，然后是图、各次试验、难度证书和摘要值。\`.csv\` 中表格的每行占一行；不训练网络的预设没有 \`.svg\`。
- \`--results DIR\` 保存每次训练、每次 1997 年 LSTM 的试验、每张猜测证书，一完成就写入，预设的每个部分各占一个文件夹；\`--resume\` 从那里接着跑，得到同样的摘要值。\`gatelab report DIR\` 重做报告。
- \`--shard k/n\` 只做其中一份，\`gatelab merge\` 把各份合并（[在多台机器上](many-machines.zh-CN.md)）。
- \`--expect reproduces\`：未能重现时退出码为 1；\`--expect right-order\` 则数量级相符即可。

其中包括 1997 年的 LSTM 本身：没有遗忘门、截断梯度、特有的压缩函数、一次一个序列（[src/engine/lstm1997](../src/engine/lstm1997/net.ts)）。

本页以下内容由 \`npm run papers\` 根据 \`gatelab compare --preset NAME --json\` 生成，版本 ${version}。规则对全部预设相同（[src/experiments/papers/preset.ts](../src/experiments/papers/preset.ts)）：数字相差在 1.25 倍以内、比例相差在 0.15 以内、大小相差在一个数量级以内、断言在十次试验中九次成立，算重现；三倍以内、0.35 以内、三个数量级以内、半数以上成立，算数量级相符。一个预设以它最差的一行为准；没有判定的行只是列在旁边。`,
  },
}

function figure(value, text) {
  if (value === null) return '–'
  if (typeof value === 'object') return text.share(value)
  return Number.isInteger(value)
    ? value.toLocaleString('en-US')
    : String(Number(value.toPrecision(4)))
}

/** What the paper says: a figure, or just that it is so. */
const claimed = ({ paper, verdict }, text) =>
  paper === null && verdict !== null ? text.saysSo : figure(paper, text)

function section({ words, preset }, text) {
  const { name, against, rows, verdict, command, seconds, runs } = preset
  const lines = rows.map(
    (row) =>
      `| ${words.what[row.id] ?? row.id} | ${claimed(row, text)} | ${figure(row.ours, text)} | ${text.verdicts[row.verdict] ?? ''} |`,
  )
  const list = (items) => items.map((item) => `- ${item}`).join('\n')
  return `## ${name}${text.colon}${text.verdicts[verdict]}

${words.source}

${text.reports}${words.reports}

${text.same}

${list(words.same)}

${text.differs}

${list(words.differs)}

| ${text.heads[0]} | ${text.against[against ?? 'paper']} | ${text.heads[1]} | |
|---|---|---|---|
${lines.join('\n')}

${text.time(command, words.minutes, runs, Math.max(1, Math.round(seconds / 60)))}
`
}

/** Where a heading is linked: as GitHub names it. */
const anchor = (heading) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

/** `presets`: the words of each in that language, and what it came to. */
export function papersPage(language, presets) {
  const text = TEXTS[language]
  const overview = presets.map(({ words, preset }) => {
    const verdict = text.verdicts[preset.verdict]
    return `| [${preset.name}](#${anchor(`${preset.name}${text.colon}${verdict}`)}) | ${words.source} | ${verdict} |`
  })
  const page = `${text.intro(presets[0].preset.version)}

| ${text.heads[2]} | ${text.heads[3]} | |
|---|---|---|
${overview.join('\n')}

${presets.map((one) => section(one, text)).join('\n')}`
  return wrapped(page)
}
