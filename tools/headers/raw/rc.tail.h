
#ifdef __cplusplus
}
#endif

#endif /* __RC_H__ */
