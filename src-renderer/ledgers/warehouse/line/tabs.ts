/** The lists below the tab 在库台账. */
export const stockTabs = [
  { label: '在库台账', path: '/warehouse/lines' },
  { label: '物品流转', path: '/warehouse/lines/custody' }
] as const
