package main

import (
	"bytes"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/internal/browsing"
)

// The account's pages over the real stores and the real bot, on a clerk's screen
// and on a phone's.
func TestTheAccountAtTheDeskInABrowser(t *testing.T) {
	w := browsing.Open(t, browsing.Config{Width: 1280, Height: 860, Pictures: "account-"})
	o, base := rehearse(t, false)
	drafter, reviewer := sitting(t, base, "经办", o.password), sitting(t, base, "审核", o.password)
	at, index := published(drafter, reviewer, "国务院关于印发个人所得税专项附加扣除暂行办法的通知", "国发〔2018〕41号")
	drafter.soon("/desk/posts", "已发布")
	drafter.sends("/desk/posts/mass", url.Values{"record": {index}})
	drafter.sends("/desk/grids/followers", nil)
	o.platform.Advance(11 * 24 * time.Hour)
	w.Go(base + "/desk/")
	w.Do(chromedp.SendKeys("#name", "审核"), chromedp.SendKeys("#password", o.password))
	w.Leave(chromedp.Click("main form button"), `document.title.startsWith("今天要做的")`)
	for _, size := range []struct {
		name          string
		width, height int64
	}{{"wide", 1280, 860}, {"phone", 390, 844}} {
		w.Size(size.width, size.height)
		for name, path := range map[string]string{"today": "/desk/", "posts": "/desk/posts", "article": at + "/article", "grids": "/desk/grids", "grid": "/desk/grids/followers", "poster": "/desk/grids/followers/code"} {
			w.Go(base + path)
			w.Until(`[...document.images].every(i => i.naturalWidth > 0)`)
			w.Look(size.name + "-" + name)
		}
	}
	w.Go(base + "/desk/grids/followers/code")
	sheet, err := chromedp.Run(w.Context(), chromedp.PrintToPDF())
	require.NoError(t, err)
	assert.Equal(t, 1, bytes.Count(sheet, []byte("/Type /Page\n")), "the notice to hang up is one sheet")
	if dir := os.Getenv("ZWGK_SHOTS"); dir != "" {
		require.NoError(t, os.WriteFile(filepath.Join(dir, "poster.pdf"), sheet, 0o644))
	}
}
