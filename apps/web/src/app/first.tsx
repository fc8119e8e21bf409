import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { FirstPage } from '../features/first/first-page.js'
import '../ui/theme.js'
import '../ui/tokens.css'
import '../ui/base.css'
import '../ui/parts.css'
import './home-readings.css'

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <FirstPage />
    </StrictMode>,
  )
}
