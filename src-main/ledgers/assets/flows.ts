import type { ChainStep, Flow } from '../../kernel/approval/chain'

const unitHead: ChainStep = { role: 'unitHead', label: '科室负责人意见' }
const leader: ChainStep = { role: 'leader', label: '分管领导意见' }
const head: ChainStep = { role: 'head', label: '主要领导意见' }
const secretary: ChainStep = { role: 'partySecretary', label: '党组书记意见', onlyWith: 'secretary' }
const office: ChainStep = { role: 'officeDirector', label: '办公室意见' }
const finance: ChainStep = { role: 'financeHead', label: '财务审计装备股意见' }

/**
 * What chains look at: head and party secretary are two people; a loan of equipment needs finance's consent; the
 * stocktake is of assets.
 */
export const assetTags = { secretary: 'secretary', equipment: 'equipment' } as const

export const acquisitionFlow: Flow = {
  kind: 'assets.acquisition',
  name: '固定资产购置',
  chains: {
    dongkou: [unitHead, office, finance, leader, head, secretary],
    'baicheng-bureau': [unitHead, leader, office, head],
    'baicheng-office': [
      unitHead,
      { ...leader, label: '分管副主任意见' },
      { ...office, label: '秘书科复核意见' },
      { ...head, label: '党组会议意见' }
    ]
  }
}
export const equipmentFlow: Flow = {
  kind: 'assets.equipment',
  name: '执法装备领用',
  chains: { dongkou: [unitHead, head] }
}
export const transferFlow: Flow = {
  kind: 'assets.transfer',
  name: '固定资产转移',
  chains: {
    dongkou: [
      { ...unitHead, label: '调出单位负责人意见' },
      { role: 'person', label: '调入单位负责人意见', onlyWith: 'between' },
      leader,
      { ...office, label: '办公室复核意见' }
    ]
  }
}
export const loanFlow: Flow = {
  kind: 'assets.loan',
  name: '固定资产出借、出租',
  chains: { dongkou: [unitHead, { ...finance, onlyWith: assetTags.equipment }, leader, office] }
}
export const retirementFlow: Flow = {
  kind: 'assets.retirement',
  name: '固定资产申退（报废）处置',
  chains: { dongkou: [unitHead, leader, office] }
}
export const damageFlow: Flow = {
  kind: 'assets.damage',
  name: '资产损失赔偿认定',
  chains: { dongkou: [{ ...unitHead, label: '部门意见' }, office, finance, leader] }
}
export const stocktakeFlow: Flow = {
  kind: 'assets.stocktake',
  name: '资产盘点差异处理',
  chains: {
    dongkou: [{ ...office, label: '办公室主任意见' }, finance, { role: 'leader:office', label: '分管领导意见' }]
  }
}
