import type { ProfileId } from '../../contract/ledgers'

/** The regulations the rules come from, by catalogue code: whose they are and what they are called. */
export const regulations = {
  'DK-02': { of: 'dongkou', name: '执法车辆管理制度' },
  'DK-03': { of: 'dongkou', name: '办公用品管理制度' },
  'DK-04': { of: 'dongkou', name: '仓库管理制度' },
  'DK-05': { of: 'dongkou', name: '印章管理制度' },
  'DK-06': { of: 'dongkou', name: '机关管理制度' },
  'DK-07': { of: 'dongkou', name: '财务管理制度' },
  'DK-09': { of: 'dongkou', name: '关于行政案件办理的程序规定' },
  'BC-03': { of: 'baicheng-bureau', name: '审批工作制度' },
  'BC-07': { of: 'baicheng-bureau', name: '三公经费管理制度' },
  'BC-12': { of: 'baicheng-bureau', name: '“一把手”“五个不直接分管”制度' },
  'BC-13': { of: 'baicheng-bureau', name: '“一把手”末位表态制度' },
  'BC-14': { of: 'baicheng-bureau', name: '“三重一大”民主决策制度' },
  'BC-17': { of: 'baicheng-bureau', name: '保密制度' },
  'BC-18': { of: 'baicheng-bureau', name: '政务公开制度' },
  'BC-19': { of: 'baicheng-bureau', name: '重大行政执法决定法制审核制度' },
  'BC-21': { of: 'baicheng-bureau', name: '执法全过程记录工作制度' },
  'BC-25': { of: 'baicheng-bureau', name: '执法人员行为规范制度' },
  'BC-29': { of: 'baicheng-bureau', name: '工作证管理制度' },
  'BC-30': { of: 'baicheng-bureau', name: '规范着装制度' },
  'BC-31': { of: 'baicheng-bureau', name: '办公设备、办公用品管理制度' },
  'BC-33': { of: 'baicheng-bureau', name: '六条禁令' },
  'BC-35': { of: 'baicheng-bureau', name: '大额资金使用管理制度' },
  'BC-36': { of: 'baicheng-bureau', name: '纪检监督工作制度' },
  'BZ-03': { of: 'baicheng-office', name: '公务用车使用管理制度' },
  'BZ-04': { of: 'baicheng-office', name: '公务接待制度' },
  'BZ-06': { of: 'baicheng-office', name: '党组会议事规则' },
  'BZ-08': { of: 'baicheng-office', name: '党政一把手“四个不直接分管”和“末位表态”实施办法' },
  'BZ-09': { of: 'baicheng-office', name: '“三重一大”议事决策制度' },
  'BZ-10': { of: 'baicheng-office', name: '固定资产管理制度' },
  'BZ-12': { of: 'baicheng-office', name: '秘书科工作人员行为准则' },
  BZH: { of: 'standard', name: '城管执法规范化建设标准' },
  DJBH: { of: 'standard', name: '网络安全等级保护基本要求（GB/T 22239）' },
  'STATE-ASSETS': { of: 'standard', name: '《行政事业性国有资产管理条例》' },
  'ACCOUNTING-3': { of: 'standard', name: '《政府会计准则第3号——固定资产》' },
  LAW: { of: 'standard', name: '国家法律规定' },
  PRACTICE: { of: 'standard', name: '台账管理通行做法' }
} as const satisfies Record<string, { of: ProfileId | 'standard'; name: string }>

export type RegulationCode = keyof typeof regulations

const issuers: Record<ProfileId | 'standard', string> = {
  dongkou: '洞口县局',
  'baicheng-bureau': '白城市局',
  'baicheng-office': '白城市政府办',
  standard: ''
}

/** A place in a regulation: code and article as people cite it, e.g. 第五条第（四）项. */
export interface Source {
  readonly regulation: RegulationCode
  readonly article: string
}

/** Names a place in a regulation. */
export const source = (regulation: RegulationCode, article = ''): Source => ({ regulation, article })

/** Cites a source as a clerk would: issuer, title in 《》, article. */
export function cite({ regulation, article }: Source): string {
  const { of, name } = regulations[regulation]
  return of === 'standard' ? `${name}${article}` : `${issuers[of]}《${name}》${article}`
}

/**
 * Cites the sources that speak for a profile: its own regulation where there is one, otherwise the first,
 * marked 参照 because it is another bureau's text.
 */
export function citeFor(profile: ProfileId, sources: readonly Source[]): string {
  const own = sources.filter((each) => regulations[each.regulation].of === profile)
  if (own.length > 0) return own.map(cite).join('、')
  const first = sources[0]
  if (!first) return '台账管理通行做法'
  return regulations[first.regulation].of === 'standard' ? cite(first) : `参照${cite(first)}`
}
