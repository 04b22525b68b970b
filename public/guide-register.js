// Keeps the guide on this device, so that it opens without the internet. Nothing else is kept.
if ('serviceWorker' in navigator) {
  const keep = () =>
    navigator.serviceWorker.register('/guide-sw.js', { scope: '/attacked' }).then(
      (registration) => registration.active?.postMessage('renew'),
      // Refused by the browser's settings: the page works as before.
      () => undefined,
    )
  if (document.readyState === 'complete') void keep()
  else addEventListener('load', () => void keep(), { once: true })
}
