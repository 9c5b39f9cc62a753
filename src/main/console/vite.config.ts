import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
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
