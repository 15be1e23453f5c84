/** The statements below the tab 片区统计. */
export const statisticsTabs = [
  { label: '片区统计', path: '/warehouse/squads' },
  { label: '逾期月报', path: '/warehouse/squads/reports' }
] as const
