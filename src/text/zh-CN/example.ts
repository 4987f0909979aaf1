import type { example as en } from '../en/example.ts'

export const example: typeof en = {
  title: (task, number, steps) => `${task} 留出数据的第 ${number} 个序列：${steps} 个时间步`,
  rows: { cues: '提示', time: 't', input: '输入', wanted: '正确答案' },
  channels: { value: '数值', marker: '标记' },
  outputs: { even: '偶', odd: '奇' },
  moreChannels: (count) => `……另有 ${count} 个输入`,
  skipped: (from, to) => `…… t = ${from} 至 ${to}：没有提示，答案也不变 ……`,
  inputs: (list) => `输入依次为：${list}。`,
  cueAt: (what, t) => `${what}（t = ${t}）`,
  cues: (list) => `提示步上的输入：${list}。`,
  everyStep: '每个时间步都影响答案。',
  noCues: '任务没有指明哪些时间步重要。',
  wanted: (what, t) => `t = ${t} 处的正确答案：${what}。`,
  wantedAt: (count, first, last) => `共 ${count} 个时间步要求作答，从 t = ${first} 至 ${last}。`,
  nothingWanted: '不要求作答。',
  differs: '标有 ≠ 处，网络的回答与正确答案不同。',
  probabilities: '各网络认为每个答案的可能性',
  cell: (name, step) => `${name}（第 ${step} 步）`,
  sure: (cell, answer, probability) =>
    `${cell}回答 ${answer}，与正确答案相同，概率为 ${probability}。`,
  unsure: (cell, answer, probability, wanted, given) =>
    `${cell}回答 ${answer}，概率为 ${probability}；正确答案 ${wanted} 只得到 ${given}。`,
  number: (cell, answer, off) =>
    off === null ? `${cell}回答 ${answer}。` : `${cell}回答 ${answer}，与正确答案相差 ${off}。`,
  numbers: (cell, loss) => `${cell}：此序列上的均方误差为 ${loss}。`,
  allAsWanted: (cell, count) => `${cell}：${count} 个回答都与正确答案相同。`,
  someAsWanted: (cell, count, first) =>
    `${cell}：${count.all} 个回答中有 ${count.same} 个与正确答案相同；第一个不同的在 t = ${first.t}：回答 ${first.answer}，正确答案是 ${first.wanted}。`,
  rule: (right, of) =>
    of === 1
      ? `按任务的规则算${right === 1 ? '对' : '错'}。`
      : `按任务的规则，${of} 个中有 ${right} 个算对。`,
  nothing: '无',
}
