/** The lists below the tab 到期处理. */
export const dueTabs = [
  { label: '到期处理', path: '/warehouse/due' },
  { label: '延期', path: '/warehouse/due/extensions' }
] as const
