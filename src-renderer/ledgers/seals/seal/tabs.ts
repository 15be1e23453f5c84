/** The lists that share the register's tab. */
export const registerTabs = [
  { label: '印章登记', path: '/seals/register' },
  { label: '刻制申请', path: '/seals/register/engravings' },
  { label: '遗失', path: '/seals/register/losses' },
  { label: '函告证明', path: '/seals/register/letters' },
  { label: '销毁', path: '/seals/register/destructions' }
] as const
