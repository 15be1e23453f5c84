/** The lists below the tab 出库. */
export const exitTabs = [
  { label: '出库登记', path: '/warehouse/exits' },
  { label: '无主物品', path: '/warehouse/exits/ownerless' }
] as const
