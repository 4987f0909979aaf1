import type { ui as english } from '../en/ui.ts'

/** `compare` 实时界面上、图以外的文字。 */
export const ui: typeof english = {
  title: (task, length, hidden, seeds) =>
    `${task} · T = ${length} · H = ${hidden} · ${seeds} 个种子`,
  cell: { rnn: 'tanh RNN', lstm: 'LSTM' },
  seed: (seed) => `种子 ${seed}`,
  status: {
    waiting: '等待中',
    training: (step) => `训练中，第 ${step} 步`,
    trainingSolved: (step, solvedAt) => `训练中，第 ${step} 步，第 ${solvedAt} 步已解决`,
    solved: (solvedAt) => `第 ${solvedAt} 步解决`,
    unsolved: '未解决',
    diverged: (step) => `第 ${step} 步发散`,
    skipped: '已跳过',
  },
  short: {
    waiting: '·',
    training: (step) => `▸${step}`,
    solved: (solvedAt) => `✓${solvedAt}`,
    unsolved: '✗',
    diverged: (step) => `!${step}`,
    skipped: '–',
  },
  signs: {
    waiting: '· 等待',
    training: '▸ 训练中',
    solved: '✓ 解决于',
    unsolved: '✗ 未解决',
    diverged: '! 发散',
    skipped: '– 已跳过',
  },
  more: (runs) => `另有 ${runs} 个`,
  lookingBack: (step, last) => `第 ${step} 步，共 ${last} 步`,
  live: (step) => `实时，第 ${step} 步`,
  series: {
    metric: { mse: '均方误差', accuracy: '准确率', 'cross-entropy': '交叉熵' },
    loss: '损失',
    baseline: '基线',
  },
  axis: {
    firstTime: 't = 1',
    lastTime: (t) => `${t}`,
    firstStep: '第 0 步',
    lastStep: (step) => `${step}`,
  },
  emptyResults: '还没有记录',
  starting: '正在启动 …',
  seedsDone: (done, all) => `种子 ${done}/${all}`,
  study: {
    title: (task, points, seeds) => `${task} · ${points} 个取值点 · ${seeds} 个种子`,
    part: (part, of) => `第 ${part} 部分，共 ${of} 部分`,
    runs: (done, of) => `已完成 ${done}/${of} 次运行`,
    trials: (done, of) => `搜索设置：${done}/${of}`,
    left: (seconds) =>
      seconds < 90
        ? `约剩 ${Math.max(1, Math.ceil(seconds))} 秒`
        : `约剩 ${Math.round(seconds / 60)} 分`,
    sequences: (sequences) => `${sequences.toLocaleString('en-US')} 个序列`,
    step: (step, of, rate) => `第 ${step} 步，共 ${of} 步，${rate} 步/秒`,
    keys: (paused) => `p ${paused ? '继续' : '暂停'} · q 结束并报告 · Ctrl-L 重画`,
    ending: '正在结束 …… 已完成的会保留（再按 q 立即离开）',
  },
  timeLeft: (minutes, seconds) =>
    minutes > 0 ? `还剩 ${minutes} 分 ${seconds} 秒` : `还剩 ${seconds} 秒`,
  rate: (stepsPerSecond) => `${stepsPerSecond} 步/秒`,
  pace: (stepsPerSecond) =>
    Number.isFinite(stepsPerSecond) ? `速度 ${stepsPerSecond} 步/秒` : '速度 ∞',
  paused: '已暂停',
  ending: '正在结束 …',
  finished: '已完成：←/→ 回看，q 或回车离开',
  keys: {
    pause: '空格 暂停',
    resume: '空格 继续',
    walk: '←/→ 回看',
    oneSeries: 's 曲线',
    curves: 'w 瀑布图',
    waterfall: 'w 门',
    gates: 'w 学习曲线',
    nextSeed: 'n 下一种子',
    pace: '+/− 速度',
    end: 'q 结束',
    leave: 'q 离开',
    help: '? 帮助',
  },
  help: {
    title: '按键',
    lines: [
      ['空格', '暂停或继续训练'],
      ['← →', '在已记录的梯度曲线之间前后翻看'],
      ['Home End', '第一条；最新的一条，随训练更新'],
      ['s', '只看梯度的一条线：∂L/∂h、∂L/∂c、传送带（只沿着 c）、全部'],
      ['▲ ▼', '在图的边缘：这条线超出了坐标轴'],
      ['w', '下半部换成：瀑布图（各训练步、时间步 t 的梯度范数）、门、学习曲线'],
      ['n', '下一个种子；当前种子剩下的训练会被跳过'],
      ['+ −', '加快、放慢：每次训练 ∞、500、200、100、50、20、10 步/秒'],
      ['q', '提前结束，保留已完成的结果'],
      ['?', '本帮助，并给出任务的一个序列和两个网络的回答'],
    ],
    close: '按任意键关闭',
  },
  tooSmall: (columns, rows) => `图形需要 ${columns}×${rows} 的窗口；这里用文字说明。`,
}
