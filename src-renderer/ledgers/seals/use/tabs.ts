/** What can be done at the counter. */
export const counterTabs = [
  { label: '按申请用印', path: '/seals/counter' },
  { label: '简易登记', path: '/seals/counter/short' },
  { label: '没有申请，拒绝用印', path: '/seals/counter/refuse' }
] as const
