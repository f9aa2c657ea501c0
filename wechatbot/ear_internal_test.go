package wechatbot

import "testing"

func BenchmarkEar(b *testing.B) {
	sayings, e := builtIn()
	b.Run("fit", func(b *testing.B) {
		for b.Loop() {
			newEar(sayings)
		}
	})
	b.Run("guess", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			e.guess("万里街道前年公车一共花了多少钱呀")
		}
	})
}
