/** The lists below the tab 钥匙与进出. */
export const roomTabs = [
  { label: '仓库钥匙', path: '/warehouse/keys' },
  { label: '进出登记', path: '/warehouse/keys/entries' }
] as const
