/** The lists below the tab 验收. */
export const acceptanceTabs = [
  { label: '验收登记', path: '/supplies/acceptances' },
  { label: '退换货', path: '/supplies/acceptances/returns' }
] as const
