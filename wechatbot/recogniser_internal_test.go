package wechatbot

import "testing"

func BenchmarkRecogniser(b *testing.B) {
	sayings, r := builtIn()
	b.Run("fit", func(b *testing.B) {
		for b.Loop() {
			newRecogniser(sayings)
		}
	})
	b.Run("guess", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			r.guess("万里街道前年公车一共花了多少钱呀")
		}
	})
}
