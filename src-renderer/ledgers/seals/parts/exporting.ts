import type { Post } from '@contract'
import { useSession } from '../../../api/session'

const readers: readonly Post[] = [
  'sealCustodian',
  'officeDirector',
  'head',
  'partySecretary',
  'leader',
  'matterLeader',
  'legalReviewer',
  'financeHead',
  'inspector'
]

/** The sheet a list is exported as; none for people the workbook is closed to. */
export function useSheet(sheet: string): { readonly output: string; readonly sheets: readonly string[] } | undefined {
  return useSession().holds(...readers) ? { output: 'seals', sheets: [sheet] } : undefined
}
