/** The lists that share the tab of blanks. */
export const blankTabs = [
  { label: '空白用印', path: '/seals/blanks' },
  { label: '遗失', path: '/seals/blanks/losses' }
] as const
