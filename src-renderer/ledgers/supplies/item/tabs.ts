/** The lists below the tab 目录. */
export const catalogueTabs = [
  { label: '品目目录', path: '/supplies/catalogue' },
  { label: '供应商', path: '/supplies/catalogue/suppliers' }
] as const
