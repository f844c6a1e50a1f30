package fetch

import (
	"errors"
	"net/netip"
	"testing"
)

func TestIsPublic(t *testing.T) {
	for _, ip := range []string{
		// Every block of IANA's IPv4 registry of special-purpose addresses,
		// first and last address.
		"0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255", "127.0.0.0", "127.255.255.255",
		"169.254.0.0", "169.254.169.254", "169.254.255.255", "172.16.0.0", "172.31.255.255", "192.0.0.0", "192.0.0.8", "192.0.0.9",
		"192.0.0.10", "192.0.0.170", "192.0.0.171", "192.0.0.255", "192.0.2.0", "192.0.2.255", "192.31.196.1", "192.52.193.1", "192.88.99.1",
		"192.168.0.0", "192.168.255.255", "192.175.48.1", "198.18.0.0", "198.19.255.255", "198.51.100.0", "198.51.100.255",
		"203.0.113.0", "203.0.113.255", "224.0.0.1", "239.255.255.250", "240.0.0.0", "255.255.255.255",
		// The same for IPv6.
		"::", "::1", "64:ff9b:1::1", "100::1", "100:0:0:1::1", "2001::1", "2001:1::1", "2001:2::1", "2001:3::1", "2001:4:112::1",
		"2001:10::1", "2001:20::1", "2001:30::1", "2001:db8::1", "2620:4f:8000::1", "3fff::1", "5f00::1", "fc00::1",
		"fd12:3456::1", "fe80::1", "febf::1", "fec0::1", "feff::1", "ff02::1", "ff0e::1", "4000::1", "e000::1",
		// IPv4 inside IPv6: mapped, compatible, translated, NAT64, 6to4,
		// Teredo, ISATAP.
		"::ffff:127.0.0.1", "::ffff:10.0.0.5", "::ffff:169.254.169.254", "::127.0.0.1", "::10.0.0.1", "::ffff:0:127.0.0.1",
		"64:ff9b::127.0.0.1", "64:ff9b::10.0.0.5", "64:ff9b::a9fe:a9fe", "2002:7f00:1::1", "2002:a00:5::", "2002:a9fe:a9fe::1",
		"2001:0:a9fe:a9fe::1", "2001:0:808:808:0:0:80ff:fffe", "2a00:1450::5efe:127.0.0.1", "2a00:1450::200:5efe:10.0.0.1",
	} {
		if isPublic(netip.MustParseAddr(ip)) {
			t.Errorf("isPublic(%s) = true, want false", ip)
		}
	}
	for _, ip := range []string{
		"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
		"169.253.255.255", "172.15.255.255", "172.32.0.0", "191.255.255.255", "192.0.1.0", "192.167.255.255", "192.169.0.0",
		"198.17.255.255", "198.20.0.0", "223.255.255.255", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1",
		"2001:200::1", "2606:4700::1111", "2a00:1450:4001::1", "2a00:1450::5efe:8.8.8.8",
	} {
		if !isPublic(netip.MustParseAddr(ip)) {
			t.Errorf("isPublic(%s) = false, want true", ip)
		}
	}
	if isPublic(netip.Addr{}) {
		t.Error("isPublic of no address = true, want false")
	}
}

func TestControl(t *testing.T) {
	g := guard{allow: []netip.Prefix{netip.MustParsePrefix("127.64.0.0/10"), netip.MustParsePrefix("fd00::/8")}}
	for addr, want := range map[string]bool{
		"127.64.0.7:9800": true, "[::ffff:127.64.0.7]:9800": true, "[fd00::1]:80": true, "8.8.8.8:443": true,
		"127.0.0.1:9899": false, "[::1]:9899": false, "[fe80::1%eth0]:80": false, "127.128.0.0:80": false,
		"[64:ff9b::7f40:7]:80": false, "localhost:80": false, "": false,
	} {
		if err := g.control("tcp", addr, nil); (err == nil) != want || err != nil && !errors.Is(err, errForbidden) {
			t.Errorf("control(%q) = %v, want allowed %v", addr, err, want)
		}
	}
}

func TestMayConnect(t *testing.T) {
	farm := []netip.Prefix{netip.MustParsePrefix("127.64.0.0/10")}
	for _, tt := range []struct {
		address string
		allow   []netip.Prefix
		want    bool
	}{
		{"https://paper.example/rss", nil, true},
		{"http://127.0.0.1:9899/feed", nil, false},
		{"http://127.0.0.1:9899/feed", farm, false},
		{"http://127.64.0.7:9800/feed", farm, true},
		{"http://127.64.0.7:9800/feed", nil, false},
		{"http://[::1]/feed", nil, false},
		{"http://2130706433/feed", nil, false},
		{"http://localhost/feed", nil, false},
		{"http://sub.LOCALHOST./feed", nil, false},
		{"ftp://paper.example/rss", nil, false},
		{"not an address", nil, false},
	} {
		if got := MayConnect(tt.address, tt.allow); got != tt.want {
			t.Errorf("MayConnect(%q, %v) = %t, want %t", tt.address, tt.allow, got, tt.want)
		}
	}
}
