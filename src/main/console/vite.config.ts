import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

interface Locked {
  /** Where it is not the one of its folder: it stands in for another package. */
  name?: string
  version: string
  license?: string
  dev?: boolean
}

/** What the lock file holds that is not for development only. The same version may lie in many places. */
function used() {
  const lock = JSON.parse(readFileSync(new URL('./package-lock.json', import.meta.url), 'utf8'))
  const packages = Object.entries<Locked>(lock.packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path, { name, version, license }]) => ({
      name: name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length), version, license: license ?? ''
    }))
  return [...new Map(packages.map(one => [`${one.name}@${one.version}`, one])).values()]
    .sort((one, other) => one.name.localeCompare(other.name))
}

/** For the page About; and as CycloneDX for scanners, beside that of the server's libraries, where a server shows it to nobody. */
function libraries(): Plugin {
  const name = 'virtual:libraries'
  return {
    name: 'libraries',
    resolveId: id => (id === name ? `\0${name}` : null),
    load: id => (id === `\0${name}` ? `export default ${JSON.stringify(used())}` : null),
    generateBundle() {
      const components = used().map(({ name, version, license }) => ({
        type: 'library',
        name,
        version,
        purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
        licenses: license ? [{ license: { name: license } }] : []
      }))
      this.emitFile({
        type: 'asset',
        fileName: 'WEB-INF/classes/META-INF/sbom/console.cdx.json',
        source: JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.5', components }, null, 2)
      })
    }
  }
}

/**
 * CodeMirror writes its styles into an element of the page, which our Content-Security-Policy forbids, and into a style
 * sheet of its own only where it stands in a shadow root. Browsers take such a sheet for the whole page, too.
 */
function ownStyleSheets(): Plugin {
  const elsewhere = '!root.head && root.adoptedStyleSheets'
  return {
    name: 'own-style-sheets',
    transform(code, id) {
      if (!/\/style-mod\/src\/style-mod\.js/.test(id)) {
        return null
      }
      if (!code.includes(elsewhere)) {
        this.error(`Expected style-mod to ask for "${elsewhere}" but it does not any more`)
      }
      return { code: code.replace(elsewhere, 'root.adoptedStyleSheets'), map: null }
    }
  }
}

/**
 * These write style attributes into markup, which our Content-Security-Policy refuses. In drawings attributes of their own say
 * the same; what stands in the properties panel's is in FlowEditor.vue.
 */
function noStyleAttributes(): Plugin {
  const drawings = /\/(bpmn-js\/.*\/(Align|Distribute)ElementsIcons|bpmn-js-color-picker\/.*\/ColorPopupProvider)\.js$/
  const panel = /\/bpmn-js-properties-panel\/dist\/index\.esm\.js$/
  return {
    name: 'no-style-attributes',
    transform(code, id) {
      if (!drawings.test(id) && !panel.test(id)) {
        return null
      }
      const without = code.replace(/ style="([^"]*)"/g, (_, styles: string) =>
        panel.test(id) ? '' : styles.replace(/\s*([\w-]+)\s*:\s*([^;]+);?/g, ' $1="$2"')
      )
      if (without === code) {
        this.error(`Expected style attributes in ${id} but there are none any more`)
      }
      return { code: without, map: null }
    }
  }
}

export default defineConfig({
  plugins: [vue(), libraries(), ownStyleSheets(), noStyleAttributes()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: { __VUE_OPTIONS_API__: false, __VUE_I18N_LEGACY_API__: false, __INTLIFY_DROP_MESSAGE_COMPILER__: false },
  build: {
    outDir: process.env.CONSOLE_OUT ?? 'dist',
    emptyOutDir: true,
    // a data: address would need a wider Content-Security-Policy
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000
  },
  // npm run dev, beside a server that runs
  server: { proxy: { '^/(api|rest|accounts|health)/': process.env.KAIDAN_URL ?? 'http://127.0.0.1:8080' } },
  test: { environment: 'node' }
})
