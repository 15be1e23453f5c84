/** The statements below the tab 分发与月报. */
export const statementTabs = [
  { label: '收发存月报', path: '/supplies/statements' },
  { label: '物资分发', path: '/supplies/statements/distribution' },
  { label: '科室消耗', path: '/supplies/statements/consumption' }
] as const
