import { ElMessage, ElMessageBox } from 'element-plus'
import { i18n } from './language'
import { call } from './call'
import type { useList } from './useList'

/** Removes something from a list of /api/v1 after asking, and shows the list as it is then. */
export function useRemove({ run, load }: Pick<ReturnType<typeof useList>, 'run' | 'load'>) {
  const { t } = i18n.global

  return async function remove(path: string, name: string, question: string) {
    const asked = ElMessageBox.confirm(question, t('common.remove'), { confirmButtonText: t('common.remove'), type: 'warning' })
    if (await asked.catch(() => false) && await run(() => call('DELETE', path).then(() => true))) {
      ElMessage.success(t('common.removed', { name }))
      await load()
    }
  }
}
