import { assetPosts } from '@contract/assets'
import { useSession } from '../../../api/session'

/** The sheets a list is exported as; none for people the workbook is closed to. */
export function useSheets(
  ...sheets: readonly string[]
): { readonly output: string; readonly sheets: readonly string[] } | undefined {
  return useSession().holds(...assetPosts) ? { output: 'assets', sheets } : undefined
}
